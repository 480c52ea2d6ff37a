package io.sluice.launcher;

/** What the process tells its caller; the numbers from 64 on are those of sysexits.h. */
final class ExitCode {
    static final int OK = 0;
    /** The configuration is invalid, a check failed or the start failed: trying again without a change is of no use. */
    static final int FAILED = 1;
    /** There is a difference, and the command was asked to tell. */
    static final int DIFFERENT = 2;

    static final int USAGE = 64;
    static final int INTERNAL = 70;
    /** The gateway that should be asked does not answer: trying again later may help. */
    static final int UNREACHABLE = 75;
    /** Added to the number of the signal that ended the process. */
    static final int SIGNAL = 128;

    private ExitCode() {}
}
