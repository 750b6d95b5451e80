package com.wedsync.core.conductor;

import java.time.DateTimeException;
import java.time.ZoneId;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Reads a time zone from the configuration. */
@RegisterForReflection
public class ZoneConverter implements Converter<ZoneId> {

    private static final long serialVersionUID = 1;

    @Override
    public ZoneId convert(String value) {
        try {
            return ZoneId.of(value.strip());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("'" + value + "' is not a time zone as Europe/London", unknown);
        }
    }
}
