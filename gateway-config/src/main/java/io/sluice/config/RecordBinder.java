package io.sluice.config;

import io.sluice.core.schema.Alias;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Key;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Node → record, by the annotations of {@code core.schema} on its components. The only place that looks into classes.
 *
 * <p>Component types: what {@link ScalarReader} reads, records, {@code List}, {@code Map} with text keys, {@code Optional}, and within this package
 * {@code Node} and {@code Node.Scalar}, which are handed over as they are, and {@code Location}, which is no key but tells where the record stands.
 */
final class RecordBinder {
    /** Annotations are slow to read, and never change. */
    private static final Map<Class<?>, Shape.Fields> DESCRIBED = new ConcurrentHashMap<>();

    private static final Pattern ANY = Pattern.compile("");

    private final NodeBinder nodes;
    private final LiteralSecrets secrets;

    RecordBinder(Findings findings) {
        nodes = new NodeBinder(findings);
        secrets = new LiteralSecrets(findings);
    }

    /** Null after at least one problem was found; an empty node stands for an empty mapping. */
    <R extends Record> @Nullable R bind(Class<R> type, Node node) {
        reportSecrets(type, node);
        return bindOnly(type, node);
    }

    /** {@link #bind} without {@link #reportSecrets}. */
    <R extends Record> @Nullable R bindOnly(Class<R> type, Node node) {
        return type.cast(nodes.fields(shape(type), node));
    }

    /** The part of {@link #bind} that cannot be spared for a node because another one says the same: every place is told. */
    void reportSecrets(Class<? extends Record> type, Node node) {
        secrets.report(shape(type), node);
    }

    /** Looks into {@code record} as it looked into its type. */
    Map<String, Object> tree(Record record, Node written) {
        return SettingsTree.of(shape(record.getClass()), record, written);
    }

    private static Shape.Fields shape(Class<? extends Record> type) {
        return DESCRIBED.computeIfAbsent(type, key -> describe(type));
    }

    /** @throws IllegalStateException if a component has a type that no setting can have */
    static Shape.Fields describe(Class<? extends Record> type) {
        List<RecordComponent> keys = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Location.class)
                .toList();
        return new Shape.Fields(keys.stream().map(RecordBinder::setting).toList(), maker(type), reader(keys));
    }

    private static Setting setting(RecordComponent component) {
        Range range = component.getAnnotation(Range.class);
        return new Setting(
                read(component, Key.class, Key::value, component.getName()),
                List.of(read(component, Alias.class, Alias::value, new String[0])),
                shape(component.getGenericType()),
                component.isAnnotationPresent(Default.class)
                        ? component.getAnnotation(Default.class).value()
                        : null,
                read(component, Doc.class, Doc::value, ""),
                range == null ? Long.MIN_VALUE : range.min(),
                range == null ? Long.MAX_VALUE : range.max(),
                read(component, Matches.class, matches -> Pattern.compile(matches.value()), ANY),
                component.isAnnotationPresent(NotEmpty.class),
                component.isAnnotationPresent(Secret.class));
    }

    private static <A extends Annotation, T> T read(
            RecordComponent component, Class<A> type, Function<A, T> value, T otherwise) {
        A annotation = component.getAnnotation(type);
        return annotation == null ? otherwise : value.apply(annotation);
    }

    private static Shape shape(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord() && !ScalarReader.reads(plain) && !Node.class.isAssignableFrom(plain)) {
            return describe(plain.asSubclass(Record.class));
        }
        if (Node.class.isAssignableFrom(plain)) {
            return new Shape.Raw(plain == Node.Scalar.class);
        }
        if (!ScalarReader.reads(plain)) {
            throw new IllegalStateException("no setting can have the type " + plain.getName());
        }
        return new Shape.Leaf(plain);
    }

    private static Shape generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Shape last = shape(arguments[arguments.length - 1]);
        if (type.getRawType() == List.class) {
            return new Shape.Items(last);
        }
        if (type.getRawType() == Optional.class) {
            return new Shape.Maybe(last);
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return new Shape.Entries(last);
        }
        throw new IllegalStateException("no setting can have the type " + type);
    }

    private static Shape.Maker maker(Class<? extends Record> type) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (values, at) -> make(constructor, arguments(types, values, at));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the record " + type.getName() + " has no canonical constructor", e);
        }
    }

    /** {@code values} in order, with the place put where the record wants it. */
    private static @Nullable Object[] arguments(Class<?>[] types, @Nullable Object[] values, Location at) {
        @Nullable Object[] arguments = new Object[types.length];
        int next = 0;
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == Location.class ? at : values[next++];
        }
        return arguments;
    }

    private static Record make(Constructor<? extends Record> constructor, @Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shape.Reader reader(List<RecordComponent> components) {
        List<Method> accessors =
                components.stream().map(RecordComponent::getAccessor).toList();
        accessors.forEach(accessor -> accessor.setAccessible(true));
        return made -> {
            List<Object> values = new ArrayList<>(accessors.size());
            accessors.forEach(accessor -> values.add(read(accessor, made)));
            return values;
        };
    }

    private static Object read(Method accessor, Record made) {
        try {
            return accessor.invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
