package io.sluice.launcher;

import io.sluice.launcher.generations.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a running gateway leaves its token, or a link to it, for the commands of the same user: {@code admin-PORT.token} in a folder of the temporary
 * folder that nobody else can enter.
 */
final class TokenFolder {
    private static final Set<PosixFilePermission> OTHERS_MAY_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    TokenFolder(Path folder) {
        this.folder = folder;
    }

    static TokenFolder ofThisUser() {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return new TokenFolder(Path.of(System.getProperty("java.io.tmpdir"), "gateway-" + user));
    }

    /**
     * Leaves the token of the gateway whose admin listener has {@code port}.
     *
     * @param file where the token is already, null if it is nowhere yet
     * @return what has been left
     */
    Path publish(int port, AdminToken token, @Nullable Path file) throws IOException {
        PrivateFiles.createFolder(folder);
        requireOwn();
        Path published = path(port);
        Files.deleteIfExists(published);
        return file == null ? token.writeTo(published) : Files.createSymbolicLink(published, file.toAbsolutePath());
    }

    /** The token of the gateway of this user whose admin listener has {@code port}. */
    String read(int port) throws IOException {
        requireOwn();
        return AdminToken.text(path(port));
    }

    private Path path(int port) {
        return folder.resolve("admin-" + port + ".token");
    }

    /** Somebody else could have made the folder first, to learn or to choose what is in it. */
    private void requireOwn() throws IOException {
        Path mine = Files.createTempFile("gateway", ".owner");
        try {
            boolean own = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine))
                    && Files.getPosixFilePermissions(folder).stream().noneMatch(OTHERS_MAY_WRITE::contains);
            if (!own) {
                throw new IOException(folder + " must be a folder of this user that nobody else can write to");
            }
        } finally {
            Files.delete(mine);
        }
    }
}
