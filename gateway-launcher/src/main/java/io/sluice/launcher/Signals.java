package io.sluice.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals of the operating system. The JDK has one way to receive them, {@code sun.misc.Signal}, which it exports but whose use no compiler option
 * keeps from being a warning; hence the reflection, which is ready sooner than method handles are.
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
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return false;
            }
            throw new IllegalStateException("cannot receive the signal " + name, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(SIGNAL + " is missing from this Java", e);
        }
    }

    private static void install(String name, IntConsumer handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName(SIGNAL);
        Class<?> handlerType = Class.forName(HANDLER);
        Method number = signal.getMethod("getNumber");
        Object receiver = Proxy.newProxyInstance(
                handlerType.getClassLoader(), new Class<?>[] {handlerType}, (self, called, given) -> {
                    handler.accept((int) number.invoke(given[0]));
                    return null;
                });
        Object named = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handlerType).invoke(null, named, receiver);
    }
}
