package io.sluice.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Replaces files so that a reader sees the old content or the new one, never a part. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Gives an existing file new content and keeps its permissions; of a link, the file it leads to.
     *
     * @throws IOException if that fails; then the file is as it was
     */
    static void replace(Path file, byte[] content) throws IOException {
        Path target = file.toRealPath();
        // a name with a dot in front is passed over by a gateway that watches the folder
        Path fresh = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new");
        try {
            Files.write(fresh, content);
            copyPermissions(target, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }
}
