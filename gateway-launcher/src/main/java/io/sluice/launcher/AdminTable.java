package io.sluice.launcher;

import java.util.ArrayList;
import java.util.List;

/** Everything that the admin listener can do, in one place. */
record AdminTable(
        HealthPages health,
        StatusPage status,
        ConfigPage config,
        HistoryPages history,
        ChangePages changes,
        CheckPage check,
        ExplainPage explain) {
    List<AdminRoute> routes() {
        List<AdminRoute> routes = new ArrayList<>(health.routes());
        routes.add(status.route());
        routes.add(config.route());
        routes.addAll(history.routes());
        routes.addAll(changes.routes());
        routes.add(check.route());
        routes.add(explain.route());
        return routes;
    }
}
