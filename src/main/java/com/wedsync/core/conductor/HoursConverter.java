package com.wedsync.core.conductor;

import org.eclipse.microprofile.config.spi.Converter;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Reads a window from the configuration. */
@RegisterForReflection
public class HoursConverter implements Converter<Hours> {

    private static final long serialVersionUID = 1;

    @Override
    public Hours convert(String value) {
        return Hours.parse(value);
    }
}
