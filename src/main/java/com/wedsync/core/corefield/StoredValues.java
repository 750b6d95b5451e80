package com.wedsync.core.corefield;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Reads stored values without losing digits. */
@ApplicationScoped
class StoredValues {

    private final ObjectReader json;

    StoredValues(ObjectMapper json) {
        this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    @Nullable
    JsonNode parse(@Nullable CoreFieldValue stored) {
        try {
            return stored == null ? null : json.readTree(stored.value());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
