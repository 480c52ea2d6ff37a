package io.sluice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate of a folder, for https addresses without a certificate of their own. */
final class DefaultIdentity {
    private static final String PREFERRED = "default";

    private record Pair(ConfigFile certificate, ConfigFile key) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final Findings findings;

    DefaultIdentity(ConfigFiles files, Findings findings) {
        this.findings = findings;
        files.certificates().forEach(certificate -> pair(certificate, files.keys()));
        files.all().stream()
                .filter(file -> file.named(".key", ".pem", ".crt") && Pem.hasKey(file.text()))
                .forEach(this::checkPermissions);
    }

    private void pair(ConfigFile certificate, List<ConfigFile> keys) {
        Optional<ConfigFile> key =
                keys.stream().filter(k -> k.stem().equals(certificate.stem())).findFirst();
        if (key.isPresent()) {
            pairs.add(new Pair(certificate, key.get()));
        } else if (Pem.hasKey(certificate.text())) {
            pairs.add(new Pair(certificate, certificate));
        }
    }

    /** Null after a problem at {@code at}, the address that needs a certificate. */
    @Nullable
    TlsMaterial material(Location at) {
        Pair pair = choose();
        if (pair == null) {
            String found =
                    pairs.isEmpty() ? "there is none" : "there are " + pairs.size() + " and none is called default";
            findings.add(Problem.of(
                    ProblemCode.TLS_MISSING,
                    at,
                    "an https address must have a tls policy or a pair NAME.pem and NAME.key in the folder, but "
                            + found));
            return null;
        }
        try {
            return TlsMaterial.parse(pair.certificate().text(), pair.key().text());
        } catch (IllegalArgumentException e) {
            String message = e.getMessage() + " (" + pair.key().name() + ')';
            findings.add(ProblemCode.TLS_MATERIAL, Place.of(pair.certificate().shown()), message);
            return null;
        }
    }

    private @Nullable Pair choose() {
        if (pairs.size() == 1) {
            return pairs.get(0);
        }
        return pairs.stream()
                .filter(pair -> pair.certificate().stem().equals(PREFERRED))
                .findFirst()
                .orElse(null);
    }

    private void checkPermissions(ConfigFile file) {
        if (isReadableByOthers(file.path())) {
            String message = "the private key can be read by every user; use chmod 640 or 600";
            findings.add(ProblemCode.KEY_READABLE, Place.of(file.shown()), message);
        }
    }

    private static boolean isReadableByOthers(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
