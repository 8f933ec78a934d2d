package io.jenkins.plugins.synchronization.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A file to write, or standard output. A regular file appears whole or not at all: a draft is written beside it and
 * renamed at the end. What cannot be replaced by renaming (standard output, a FIFO, a device, a file in a folder that
 * cannot be written, a mount point) is written in place at the end, from a draft in the folder for temporary files.
 */
final class OutputFile {

    private static final Logger LOGGER = Logger.getLogger(OutputFile.class.getName());
    private static final int BUFFER = 1 << 16;
    private static final int MAX_LINKS = 40;
    private static final Path STANDARD_OUTPUT = Path.of("-");

    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rw-------");

    /** Each right of the group, and the same right of others. */
    private static final Map<PosixFilePermission, PosixFilePermission> OF_GROUP = Map.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    /** Linux has both, macOS the second. */
    private static final List<Path> DESCRIPTORS = List.of(Path.of("/proc/self/fd"), Path.of("/dev/fd"));

    private final Path named;
    private final Path target;
    private final boolean replaceable;
    private Path draft;

    /**
     * Checks that the file can be written, without changing it.
     *
     * @param named the name as the user typed it; {@code -} is standard output
     * @throws OutputException if it cannot be written
     */
    OutputFile(Path named) throws OutputException {
        this.named = named;
        try {
            target = resolve(named);
            replaceable = target != null && canReplace();
        } catch (OutputException known) {
            throw known;
        } catch (IOException cannot) {
            throw failure(cannot);
        }
    }

    /** Whether that name is standard output. */
    static boolean isStandardOutput(Path named) {
        try {
            return resolve(named) == null;
        } catch (IOException unusable) {
            return false;
        }
    }

    /** Follows links, also one whose target does not exist yet. Returns null for standard output. */
    private static Path resolve(Path named) throws IOException {
        if (named.equals(STANDARD_OUTPUT)) {
            return null;
        }
        Path path = named.toAbsolutePath();
        for (int links = 0; links < MAX_LINKS; links++) {
            if (path.getFileName() == null || Files.isDirectory(path)) {
                throw new OutputException(named, "it is a folder");
            }
            if (!Files.isDirectory(path.getParent())) {
                throw new OutputException(named, "there is no folder " + path.getParent());
            }
            Path folder = path.getParent().toRealPath();
            path = folder.resolve(path.getFileName());
            for (Path descriptors : DESCRIPTORS) {
                if (Files.isDirectory(descriptors) && folder.equals(descriptors.toRealPath())) {
                    return descriptor(named, path);
                }
            }
            if (!Files.isSymbolicLink(path)) {
                return path;
            }
            path = folder.resolve(Files.readSymbolicLink(path));
        }
        throw new OutputException(named, "too many levels of symbolic links");
    }

    /** A file descriptor of this process: its link must not be followed, since what it leads to may have no name. */
    private static Path descriptor(Path named, Path path) throws OutputException {
        return switch (path.getFileName().toString()) {
            case "1" -> null;
            case "2" ->
                throw new OutputException(named, "standard error shows the progress; use - for standard output");
            default -> path;
        };
    }

    private boolean canReplace() throws IOException {
        boolean exists = exists();
        if (exists && !Files.isRegularFile(target)) {
            if (!Files.isWritable(target)) {
                throw new AccessDeniedException(target.toString());
            }
            return false;
        }
        boolean writable = exists && isWritable();
        Path trial = sibling();
        try {
            Files.createFile(trial);
            Files.delete(trial);
            return true;
        } catch (IOException cannotCreate) {
            if (writable) {
                return false;
            }
            throw cannotCreate;
        }
    }

    /** Unlike {@link Files#exists}, fails where it is unknown, such as for a name that is too long. */
    private boolean exists() throws IOException {
        try {
            Files.readAttributes(target, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    /** Fails where neither writing nor replacing will help, such as on a read-only mount. */
    private boolean isWritable() throws IOException {
        try (SeekableByteChannel untouched = Files.newByteChannel(target, StandardOpenOption.WRITE)) {
            return untouched.isOpen();
        } catch (AccessDeniedException mayStillBeReplaced) {
            return false;
        }
    }

    private Path sibling() {
        return target.resolveSibling("." + UUID.randomUUID() + ".tmp");
    }

    private OutputException failure(IOException cause) {
        return new OutputException(named, FileProblem.of(cause));
    }

    /** Whether this is standard output. */
    boolean isStandardOutput() {
        return target == null;
    }

    /** Whether it is published by renaming its draft. */
    boolean isReplaceable() {
        return replaceable;
    }

    /** The name for messages. */
    String name() {
        return isStandardOutput() ? "standard output" : named.toString();
    }

    /** Whether both write to the same place. */
    boolean isSame(OutputFile other) {
        return isStandardOutput() ? other.isStandardOutput() : !other.isStandardOutput() && isSame(other.target);
    }

    /** Whether this writes to that file. */
    boolean isSame(Path file) {
        try {
            return target != null && (target.equals(resolve(file)) || Files.isSameFile(target, file));
        } catch (IOException oneDoesNotExist) {
            return false;
        }
    }

    /**
     * Opens the draft for writing, once; to be closed by the caller. Its errors are {@link OutputException}s.
     *
     * @param temporary an existing folder for temporary files
     */
    OutputStream open(Path temporary) throws OutputException {
        try {
            draft = replaceable ? sibling() : Files.createTempFile(temporary, "output", null);
            return new BufferedOutputStream(new Draft(openDraft()), BUFFER);
        } catch (IOException cannot) {
            throw failure(cannot);
        }
    }

    private OutputStream openDraft() throws IOException {
        PosixFileAttributes replaced = replaceable ? replaced() : null;
        if (replaced == null) {
            return Files.newOutputStream(draft);
        }
        // Whoever may not read the file must not open its draft either, not even before it has the file's permissions.
        OutputStream to = Channels.newOutputStream(Files.newByteChannel(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OF_OWNER)));
        takePermissions(replaced);
        return to;
    }

    /** Null for a new file, and on file systems without such permissions. */
    private PosixFileAttributes replaced() {
        try {
            return Files.readAttributes(target, PosixFileAttributes.class);
        } catch (IOException | UnsupportedOperationException newFileOrNoPermissions) {
            return null;
        }
    }

    /** Gives the draft, still empty, the owner, group and permissions of the file that it replaces, as far as possible. */
    private void takePermissions(PosixFileAttributes replaced) {
        // Never of a link that somebody has put in its place. The owner comes last: only the owner may set the others.
        PosixFileAttributeView view =
                Files.getFileAttributeView(draft, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        boolean takesGroup = succeeds(() -> view.setGroup(replaced.group()));
        succeeds(() -> view.setPermissions(takesGroup ? replaced.permissions() : withoutGroup(replaced.permissions())));
        succeeds(() -> view.setOwner(replaced.owner()));
    }

    /** For a file of another group: nothing for that one, and for others nothing that the group was denied, as its members are others now. */
    static Set<PosixFilePermission> withoutGroup(Set<PosixFilePermission> permissions) {
        Set<PosixFilePermission> left = new HashSet<>(permissions);
        OF_GROUP.forEach((group, others) -> {
            if (!left.remove(group)) {
                left.remove(others);
            }
        });
        return left;
    }

    private interface Change {
        void make() throws IOException;
    }

    private static boolean succeeds(Change change) {
        try {
            change.make();
            return true;
        } catch (IOException notAllowed) {
            LOGGER.log(Level.FINEST, "not taken from the file to replace", notAllowed);
            return false;
        }
    }

    /** Moves the finished draft to its place, or copies it there. */
    void publish(PrintStream standardOutput) throws OutputException {
        try {
            if (isStandardOutput()) {
                Files.copy(draft, standardOutput);
                if (standardOutput.checkError()) {
                    throw OutputException.ofStandardOutput();
                }
            } else if (replaceable) {
                replace();
            } else {
                overwrite();
            }
        } catch (OutputException known) {
            throw known;
        } catch (IOException cannot) {
            throw failure(cannot);
        }
    }

    private void replace() throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException mountPointOrOddFileSystem) {
            if (Files.isRegularFile(target)) {
                overwrite();
            } else {
                Files.move(draft, target);
            }
        }
    }

    private void overwrite() throws IOException {
        // The draft is opened first: the target keeps its content if the draft has been discarded.
        try (InputStream from = Files.newInputStream(draft);
                OutputStream to =
                        Files.newOutputStream(target, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            from.transferTo(to);
        }
    }

    /** Deletes the draft, if it is still there. */
    void discard() {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException left) {
            LOGGER.log(Level.FINE, "Cannot delete the draft " + draft, left);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Below a buffer, which only writes arrays. */
    private final class Draft extends FilterOutputStream {
        Draft(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            attempt(() -> out.write(from, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(out::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(out::close);
        }

        private void attempt(Writing writing) throws OutputException {
            try {
                writing.run();
            } catch (IOException cannot) {
                throw failure(cannot);
            }
        }
    }
}
