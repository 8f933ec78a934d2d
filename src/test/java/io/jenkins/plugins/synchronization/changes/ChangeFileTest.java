package io.jenkins.plugins.synchronization.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeFileTest {

    private static final String SECOND = "a=STILL@1 b=FIXED@1 c=NEW@2 d=AWAY@1";

    @Test
    void aTableComesBackAsItWasWritten() throws IOException {
        ChangeTable read = read(written(2, second()), 2);

        assertThat(Tables.text(read)).isEqualTo(SECOND);
        assertThat(read.missed).containsExactlyInAnyOrder((byte) 0, (byte) 0, (byte) 0, (byte) 1);
        assertThat(read(written(9, ChangeTable.EMPTY), 9).size()).isZero();
    }

    @Test
    void aFileThatIsCutOrChangedAnywhereNeverSaysAnythingElse() throws IOException {
        byte[] whole = written(2, second());
        int header = 10; // gzip's own: its time stamp and the like may be anything

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException().isThrownBy(() -> read(cut, 2));
        }
        for (int place = header; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x10;
            assertThat(readOrRefused(changed)).isIn("refused", SECOND); // the bits after the last block mean nothing
        }
    }

    @Test
    void theTableOfAnotherBuildIsRefused() throws IOException {
        byte[] ofBuild2 = written(2, second());

        assertThatIOException().isThrownBy(() -> read(ofBuild2, 3));
    }

    @Test
    void columnsThatNoComparisonMakesAreRefused() throws IOException {
        assertRefused(new ChangeTable(new long[] {9 << 3, 8 << 3}, new int[] {1, 1}, new byte[2]));
        assertRefused(new ChangeTable(new long[] {8 << 3, 8 << 3 | 1}, new int[] {1, 1}, new byte[2]));
        assertRefused(new ChangeTable(new long[] {8 << 3 | 7}, new int[] {1}, new byte[1]));
        assertRefused(new ChangeTable(new long[] {-1 << 3}, new int[] {1}, new byte[1]));
        assertRefused(new ChangeTable(new long[] {8 << 3}, new int[] {3}, new byte[1]));
        assertRefused(new ChangeTable(new long[] {8 << 3}, new int[] {0}, new byte[1]));
        assertRefused(new ChangeTable(new long[] {8 << 3}, new int[] {1}, new byte[] {-1}));
    }

    private static void assertRefused(ChangeTable table) throws IOException {
        byte[] written = written(2, table);
        assertThatIOException().isThrownBy(() -> read(written, 2));
    }

    private static ChangeTable second() throws IOException {
        ChangeTable first = FileComparison.first(Tables.run("a=Error b=Error c=Success d=Error"), 1);
        return FileComparison.of(Tables.run("a=Error b=Success c=Error d=Canceled"), first, 2);
    }

    private static String readOrRefused(byte[] file) {
        try {
            return Tables.text(read(file, 2));
        } catch (IOException damaged) {
            return "refused";
        }
    }

    private static byte[] written(int build, ChangeTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChangeFile.write(out, build, table);
        return out.toByteArray();
    }

    private static ChangeTable read(byte[] file, int build) throws IOException {
        return ChangeFile.read(new ByteArrayInputStream(file), build);
    }
}
