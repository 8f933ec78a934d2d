package io.jenkins.plugins.synchronization.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The input cannot be read. The message says why, in a few words. */
final class InputException extends IOException {

    private static final long serialVersionUID = 1;

    private InputException(IOException why) {
        super(FileProblem.of(why), why);
    }

    /** A stream whose errors are of this kind, to distinguish them from errors of the files that are written. */
    static final class Source extends FilterInputStream {

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                return in.read(to, offset, length);
            } catch (IOException unreadable) {
                throw new InputException(unreadable);
            }
        }
    }
}
