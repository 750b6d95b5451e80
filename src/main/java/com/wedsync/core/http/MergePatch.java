package com.wedsync.core.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes some fields of a thing as JSON Merge Patch says (RFC 7396): a field that is not there stays, null empties it. */
@ApplicationScoped
public class MergePatch {

    /** Its media type; plain JSON is taken as well. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * {@code current} with the changes of {@code patch}.
     *
     * @throws ConstraintViolationException if the result breaks the rules of its type; it tells of all of them
     */
    public <T> T apply(T current, ObjectNode patch, Class<T> type) {
        try {
            T changed = json.treeToValue(merged(json.valueToTree(current), patch), type);
            Set<ConstraintViolation<T>> violations = validator.validate(changed);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return changed;
        } catch (JsonProcessingException mismatch) {
            throw new WebApplicationException(mismatch, 400);
        }
    }

    private static JsonNode merged(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner && target.get(field.getKey()) instanceof ObjectNode known) {
                target.set(field.getKey(), merged(known, inner));
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
        return target;
    }
}
