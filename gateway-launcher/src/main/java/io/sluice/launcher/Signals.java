package io.sluice.launcher;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.IntConsumer;

/**
 * Signals of the operating system. The JDK has one way to receive them, {@code sun.misc.Signal}, which it exports but whose use no compiler option
 * keeps from being a warning; hence the method handles.
 *
 * <p>Threading: handlers run on threads of the JVM.
 */
final class Signals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /**
     * Calls {@code handler} with the signal's number from now on.
     *
     * @param name such as {@code TERM}
     * @return false if the JVM keeps this signal to itself, as it does with {@code -Xrs}
     */
    static boolean on(String name, IntConsumer handler) {
        try {
            install(name, handler);
            return true;
        } catch (IllegalArgumentException taken) {
            return false;
        } catch (Throwable e) {
            throw new IllegalStateException(SIGNAL + " is missing from this Java", e);
        }
    }

    private static void install(String name, IntConsumer handler) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> signal = Class.forName(SIGNAL);
        Class<?> handlerType = Class.forName(HANDLER);
        MethodHandle number = lookup.findVirtual(signal, "getNumber", MethodType.methodType(int.class));
        MethodHandle accept = lookup.findVirtual(
                        IntConsumer.class, "accept", MethodType.methodType(void.class, int.class))
                .bindTo(handler);
        MethodHandle called = MethodHandles.filterArguments(accept, 0, number);
        MethodHandle create = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
        MethodHandle handle =
                lookup.findStatic(signal, "handle", MethodType.methodType(handlerType, signal, handlerType));
        Object receiver = MethodHandleProxies.asInterfaceInstance(handlerType, called);
        handle.invokeWithArguments(create.invoke(name), receiver);
    }
}
