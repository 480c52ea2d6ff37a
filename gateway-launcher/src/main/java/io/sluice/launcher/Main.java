package io.sluice.launcher;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LibraryDefaults.apply();
        int code = GatewayCommand.execute(Terminal.system(), args);
        LogSetup.close();
        System.exit(code);
    }
}
