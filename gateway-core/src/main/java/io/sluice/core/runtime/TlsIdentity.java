package io.sluice.core.runtime;

import io.netty.handler.ssl.SslContext;

/**
 * What a TLS listener proves itself with.
 *
 * @param fingerprint equal for equal key material and settings, so that an unchanged identity survives a reload
 */
public record TlsIdentity(SslContext context, String fingerprint) {}
