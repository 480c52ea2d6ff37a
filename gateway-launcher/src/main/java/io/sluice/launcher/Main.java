package io.sluice.launcher;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(GatewayCommand.execute(Terminal.system(), args));
    }
}
