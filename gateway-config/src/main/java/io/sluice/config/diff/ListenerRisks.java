package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Listener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** APIs that can be reached by more people, or without encryption, because of where they listen. */
final class ListenerRisks {
    private record Way(Listener before, Listener after) {}

    private ListenerRisks() {}

    /** One risk for all APIs that go the same way. */
    static void find(Pairing<ServedApi> apis, Draft draft) {
        Map<String, List<Pair<ServedApi>>> ways = apis.kept().stream()
                .collect(Collectors.groupingBy(ListenerRisks::route, LinkedHashMap::new, Collectors.toList()));
        ways.values().forEach(pairs -> find(way(pairs.get(0)), pairs, draft));
    }

    private static void find(Way way, List<Pair<ServedApi>> pairs, Draft draft) {
        if (way.before().tls() != null && way.after().tls() == null) {
            add(RiskCode.LISTENER_CLEARTEXT, way, pairs, "no longer encrypted at ", draft);
        }
        if (Binding.of(way.before()).isLoopback() && !Binding.of(way.after()).isLoopback()) {
            add(RiskCode.LISTENER_EXPOSED, way, pairs, "no longer for this machine only but open to others at ", draft);
        }
    }

    private static void add(RiskCode code, Way way, List<Pair<ServedApi>> pairs, String what, Draft draft) {
        List<String> names = pairs.stream().map(pair -> pair.after().name()).toList();
        String verb = names.size() == 1 ? " is " : " are ";
        String message = Texts.some(names) + verb + what + way.after().address();
        draft.risk(
                code,
                names.size() == 1 ? names.get(0) : "",
                message,
                pairs.get(0).after().api().place());
    }

    private static Way way(Pair<ServedApi> pair) {
        return new Way(pair.before().listener(), pair.after().listener());
    }

    private static String route(Pair<ServedApi> pair) {
        Way way = way(pair);
        return way.before().name()
                + ' '
                + way.before().address()
                + ' '
                + way.after().name()
                + ' '
                + way.after().address();
    }
}
