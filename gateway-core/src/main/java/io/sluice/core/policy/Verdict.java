package io.sluice.core.policy;

/** What a policy decided. Policies return {@link #CONTINUE}; the other three come from methods of {@link Exchange}. */
public enum Verdict {
    /** On to the next policy. */
    CONTINUE,
    /** The response of this exchange is set; turn around. */
    RESPOND,
    /** A future will wake this exchange. */
    SUSPEND,
    /** Call the body callback when the whole body is there. */
    NEED_BODY
}
