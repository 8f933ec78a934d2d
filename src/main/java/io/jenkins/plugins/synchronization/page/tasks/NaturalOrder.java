package io.jenkins.plugins.synchronization.page.tasks;

import java.io.Serializable;
import java.util.Comparator;

/** The order in which people expect names: without regard to case, and numbers in them by their value. */
final class NaturalOrder implements Comparator<String>, Serializable {

    private static final long serialVersionUID = 1;

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            char a = one.charAt(i);
            char b = other.charAt(j);
            if (isDigit(a) && isDigit(b)) {
                int endOfOne = endOfNumber(one, i);
                int endOfOther = endOfNumber(other, j);
                int compared = compareNumbers(one, i, endOfOne, other, j, endOfOther);
                if (compared != 0) {
                    return compared;
                }
                i = endOfOne;
                j = endOfOther;
            } else {
                int compared = a == b ? 0 : Character.compare(folded(a), folded(b));
                if (compared != 0) {
                    return compared;
                }
                i++;
                j++;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int compareNumbers(String one, int i, int endOfOne, String other, int j, int endOfOther) {
        int first = withoutZeros(one, i, endOfOne);
        int second = withoutZeros(other, j, endOfOther);
        int digits = Integer.compare(endOfOne - first, endOfOther - second);
        for (int k = 0; digits == 0 && first + k < endOfOne; k++) {
            digits = Character.compare(one.charAt(first + k), other.charAt(second + k));
        }
        return digits;
    }

    private static int withoutZeros(String text, int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int endOfNumber(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char folded(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
