package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Listener;
import io.sluice.config.Place;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Listeners that come, go, move and change their TLS. */
final class ListenerChanges {
    private ListenerChanges() {}

    /** A listener is the same if it has the same address, or else the same port. */
    static Pairing<Listener> pair(List<Listener> before, List<Listener> after) {
        return Pairing.of(
                before,
                after,
                List.of(Listener::address, listener -> Binding.of(listener).port()));
    }

    static void find(Pairing<Listener> listeners, Draft draft) {
        listeners.kept().forEach(pair -> kept(pair.before(), pair.after(), draft));
        listeners.added().forEach(added -> draft.change(change(Kind.LISTENER_ADDED, added, null, added.address())));
        listeners.removed().forEach(gone -> draft.change(change(Kind.LISTENER_REMOVED, gone, gone.address(), null)));
    }

    private static void kept(Listener before, Listener after, Draft draft) {
        if (!before.address().equals(after.address())) {
            draft.change(change(Kind.LISTENER_MOVED, after, before.address(), after.address()));
        }
        if (!Objects.equals(before.tls(), after.tls())) {
            draft.change(change(Kind.LISTENER_TLS, after, tls(before, "old settings"), tls(after, "new settings")));
        }
    }

    private static String tls(Listener listener, String settings) {
        return listener.tls() == null ? "cleartext" : "TLS with " + settings;
    }

    private static Change change(Kind kind, Listener listener, @Nullable String before, @Nullable String after) {
        return new Change(kind, "", listener.name(), "", before, after, place(listener));
    }

    /** A listener exists because of its APIs. */
    private static @Nullable Place place(Listener listener) {
        return listener.apis().stream().map(Api::place).findFirst().orElse(null);
    }
}
