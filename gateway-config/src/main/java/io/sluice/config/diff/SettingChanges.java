package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code Configuration} documents say differently. */
final class SettingChanges {
    private SettingChanges() {}

    static void find(List<Setting> before, List<Setting> after, Draft draft) {
        Pairing<Setting> settings =
                Pairing.of(before, after, List.of(setting -> List.of(setting.key(), setting.name()), Setting::key));
        settings.added()
                .forEach(setting ->
                        draft.change(change(Kind.SETTING_ADDED, setting, "", null, Texts.value(setting.values()))));
        settings.removed()
                .forEach(setting ->
                        draft.change(change(Kind.SETTING_REMOVED, setting, "", Texts.value(setting.values()), null)));
        settings.kept().forEach(pair -> kept(pair.before(), pair.after(), draft));
    }

    private static void kept(Setting before, Setting after, Draft draft) {
        ValueChanges.find(
                before.values(),
                after.values(),
                draft,
                (path, old, now) -> draft.change(
                        change(Kind.SETTING_CHANGED, after, path, Texts.valueOrNull(old), Texts.valueOrNull(now))));
    }

    private static Change change(
            Kind kind, Setting setting, String path, @Nullable String before, @Nullable String after) {
        return new Change(kind, "", setting.key(), path, before, after, setting.place());
    }
}
