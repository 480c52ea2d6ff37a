package io.sluice.launcher;

import ch.qos.logback.classic.Level;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LibraryDefaults.apply();
        LogSetup.apply(false, Level.INFO);
        int code = GatewayCommand.execute(Terminal.system(), args);
        LogSetup.close();
        System.exit(code);
    }
}
