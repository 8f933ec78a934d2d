package io.jenkins.plugins.synchronization.engine.badge;

/** Text for XML 1.0: escaped, and without the characters that XML does not have. */
final class XmlText {

    private XmlText() {}

    static String escape(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().filter(XmlText::isInXml).forEach(character -> {
            switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&#39;");
                default -> xml.appendCodePoint(character);
            }
        });
        return xml.toString();
    }

    private static boolean isInXml(int character) {
        return character >= 0x20
                && character != 0xFFFE
                && character != 0xFFFF
                && !(character >= 0xD800 && character <= 0xDFFF);
    }
}
