package com.wedsync.core.form;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** Definitions and answers between JSON and records; numbers keep their digits. */
@ApplicationScoped
class StoredJson {

    private final ObjectMapper json;
    private final ObjectReader fields;

    StoredJson(ObjectMapper json) {
        this.json = json;
        this.fields = json.readerFor(new TypeReference<List<FormField>>() {
        }).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    List<FormField> fields(String stored) {
        try {
            return fields.readValue(stored);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("A stored form cannot be read", foreign);
        }
    }

    <T> T read(String stored, Class<T> type) {
        try {
            return json.readerFor(type).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(stored);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("A stored submission cannot be read", foreign);
        }
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
