package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.Trigger;
import java.util.List;
import java.util.Optional;

/** What changes the configuration that is served. Each waits for the verdict. Threading: called on an admin worker; may block it. */
final class ChangePages {
    private static final String PREVIOUS = "previous";

    private final Reloader reloader;

    ChangePages(Reloader reloader) {
        this.reloader = reloader;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/api/v1/reload", request -> verdict(request, reloader.load(Trigger.API))),
                AdminRoute.post("/api/v1/rollback/{generation}", this::rollback));
    }

    private AdminReply rollback(AdminRequest request) {
        String argument = request.argument();
        Optional<Attempt> attempt = argument.equals(PREVIOUS)
                ? reloader.rollback()
                : GenerationNumber.parse(argument).flatMap(reloader::rollback);
        return attempt.map(known -> verdict(request, known))
                .orElseGet(() -> AdminReply.error(
                        HttpResponseStatus.NOT_FOUND,
                        argument.equals(PREVIOUS)
                                ? "no earlier generation is kept"
                                : "generation " + argument + " is not kept"));
    }

    private static AdminReply verdict(AdminRequest request, Attempt attempt) {
        HttpResponseStatus status =
                attempt.accepted() ? HttpResponseStatus.OK : HttpResponseStatus.UNPROCESSABLE_ENTITY;
        return request.wantsText()
                ? AdminReply.text(status, AttemptPage.verdict(attempt))
                : HistoryPages.json(status, attempt);
    }
}
