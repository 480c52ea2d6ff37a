/**
 * The policy SPI: everything a policy needs, and nothing else.
 *
 * <p><b>Order.</b> The policies of an API run {@code onRequest} in the order fixed when the configuration was compiled, and {@code onResponse} in
 * reverse, for each policy whose request phase ended in {@link io.sluice.core.policy.Verdict#CONTINUE}. {@code onComplete} runs once, in reverse, for
 * each policy whose {@code onRequest} was called, also after an abort. A policy that answers itself gets no {@code onResponse}. Answering in the
 * response phase replaces the response; the remaining outer policies see the new one.
 *
 * <p><b>Threads.</b> One exchange lives on one event loop and every callback happens there. A policy instance is shared by all loops: its own fields
 * are final, and what changes is an atomic or a {@link io.sluice.core.policy.PerLoop}. Nothing may block, lock or sleep.
 *
 * <p><b>Waiting.</b> {@link io.sluice.core.policy.Exchange#after} takes the future to wait for and what to do then. A future that is already done
 * continues inline. One that ends after the exchange is ignored.
 *
 * <p><b>Buffers.</b> A body handed to {@code onRequestBody} or {@code onResponseBody} is borrowed: read it, do not keep or release it. A
 * {@link io.sluice.core.policy.BodyTransform} owns each chunk it is given and gives away each chunk it emits.
 *
 * <p><b>Errors.</b> A policy refuses with {@link io.sluice.core.policy.Exchange#fail} or {@link io.sluice.core.policy.Exchange#respond}. An exception
 * is a bug: the request is answered with {@link io.sluice.core.policy.GatewayError#POLICY_FAILED} and never passes.
 */
@NullMarked
package io.sluice.core.policy;

import org.jspecify.annotations.NullMarked;
