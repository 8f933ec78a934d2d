package io.jenkins.plugins.synchronization.engine.report;

import gg.jte.Content;
import io.jenkins.plugins.synchronization.engine.outcome.Presentation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Function;

/** The style sheet and the script of the page, and the policy that allows exactly these. */
final class PageAssets {

    private static final PageAssets LOADED = new PageAssets();

    private final String styleSheet = palette() + resource("report.css");
    private final String script = resource("report.js");
    private final String embeddedPolicy = "default-src 'none'; style-src " + source(styleSheet) + "; script-src "
            + source(script) + "; base-uri 'none'; form-action 'none'";

    private PageAssets() {}

    static PageAssets get() {
        return LOADED;
    }

    String styleSheet() {
        return styleSheet;
    }

    String script() {
        return script;
    }

    /** The style inside the page. */
    Content embeddedStyle() {
        return output -> output.writeContent("<style>" + styleSheet + "</style>");
    }

    /** The link to the style sheet beside the page. */
    Content linkedStyle() {
        return output -> output.writeContent("<link rel=\"stylesheet\" href=\"" + HtmlReport.STYLE_SHEET_NAME + "\">");
    }

    /** The policy of a page that holds style and script. */
    String embeddedPolicy() {
        return embeddedPolicy;
    }

    /** The policy of a page that has no script; where its style sheet may come from is left to its server. */
    String linkedPolicy() {
        return "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";
    }

    private static String palette() {
        StringBuilder css = new StringBuilder(":root{color-scheme:light dark;");
        colours(css, Presentation.Kind::onLight);
        for (Presentation.Kind kind : Presentation.Kind.values()) {
            css.append("--fill-")
                    .append(kind.cssName())
                    .append(':')
                    .append(kind.background())
                    .append(';');
        }
        css.append("}\n@media screen and (prefers-color-scheme:dark){:root{");
        colours(css, Presentation.Kind::onDark);
        css.append("}}\n");
        for (Presentation.Kind kind : Presentation.Kind.values()) {
            String name = kind.cssName();
            css.append(".k-").append(name).append("{--kind:var(--").append(name).append(");--fill:var(--fill-");
            css.append(name).append(")}\n");
        }
        return css.toString();
    }

    private static void colours(StringBuilder css, Function<Presentation.Kind, String> colour) {
        for (Presentation.Kind kind : Presentation.Kind.values()) {
            css.append("--")
                    .append(kind.cssName())
                    .append(':')
                    .append(colour.apply(kind))
                    .append(';');
        }
    }

    private static String source(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing beside " + PageAssets.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
