package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.launcher.generations.Report;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Says what a load of some manifests would say, and changes nothing. Threading: called on an admin worker; may block it. */
final class CheckPage {
    private static final int LARGEST = 10 << 20;
    private static final String NAME = "request.yaml";

    private final Path folder;
    private final Supplier<ConfigLoader> loaders;

    /** @param loaders makes loaders that share nothing with what is served */
    CheckPage(Path folder, Supplier<ConfigLoader> loaders) {
        this.folder = folder;
        this.loaders = loaders;
    }

    AdminRoute route() {
        return AdminRoute.post("/api/v1/config/validate", LARGEST, this::check);
    }

    private AdminReply check(AdminRequest request) {
        Report report = report(loaders.get().check(folder, NAME, request.body()));
        boolean valid = report.errors() == 0;
        if (request.wantsText()) {
            return AdminReply.text(status(valid), report.text().isEmpty() ? "valid\n" : report.text());
        }
        ObjectNode json = AdminReply.versioned().put("valid", valid);
        json.putArray("findings").addAll(report.findings());
        return AdminReply.json(status(valid), json);
    }

    private static Report report(LoadResult result) {
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
            return Report.of(loaded.report());
        }
        return Report.of(((LoadResult.Rejected) result).problems());
    }

    private static HttpResponseStatus status(boolean valid) {
        return valid ? HttpResponseStatus.OK : HttpResponseStatus.UNPROCESSABLE_ENTITY;
    }
}
