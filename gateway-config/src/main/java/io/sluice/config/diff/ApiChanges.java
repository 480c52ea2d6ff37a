package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** APIs that come, go and move, and what differs inside those that stay. */
final class ApiChanges {
    private ApiChanges() {}

    static void find(Pairing<ServedApi> apis, Draft draft) {
        apis.kept().forEach(pair -> kept(pair, draft));
        apis.added().forEach(served -> added(served.api(), draft));
        apis.removed().forEach(served -> removed(served.api(), draft));
    }

    private static void kept(Pair<ServedApi> pair, Draft draft) {
        Api before = pair.before().api();
        Api after = pair.after().api();
        if (!before.name().equals(after.name())) {
            draft.change(change(Kind.API_RENAMED, after, before.name(), after.name()));
        }
        if (!pair.before().where().equals(pair.after().where())) {
            draft.change(change(Kind.API_MOVED, after, before.address(), after.address()));
            AddressRisks.moved(pair, draft);
        }
        if (before.encodedSlashes() != after.encodedSlashes()) {
            String old = before.encodedSlashes().name().toLowerCase(Locale.ROOT);
            String now = after.encodedSlashes().name().toLowerCase(Locale.ROOT);
            draft.change(change(Kind.API_ENCODED_SLASHES, after, old, now));
        }
        if (!PolicyChanges.surelyNone(before.policies(), after.policies())) {
            PolicyChanges.find(before, after, draft);
        }
        if (!before.routes().equals(after.routes())) {
            RouteChanges.find(before, after, draft);
        }
    }

    private static void added(Api api, Draft draft) {
        draft.change(change(Kind.API_ADDED, api, null, api.address()));
        AuthenticationRisks.added(api, draft);
    }

    private static void removed(Api api, Draft draft) {
        draft.change(change(Kind.API_REMOVED, api, api.address(), null));
        AddressRisks.removed(api, draft);
    }

    private static Change change(Kind kind, Api api, @Nullable String before, @Nullable String after) {
        return new Change(kind, api.name(), api.name(), "", before, after, api.place());
    }
}
