package com.wedsync.core.kubernetes;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;

/** What each kind may consist of; a field that is not known there is refused, as a server with strict validation does. */
final class Schemas {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** Kubernetes' own, from its published OpenAPI document. */
    private static final Map<String, Class<?>> BUILT_IN = Map.of(
            "v1 ConfigMap", V1ConfigMap.class,
            "v1 Namespace", V1Namespace.class,
            "v1 Secret", V1Secret.class,
            "v1 Service", V1Service.class,
            "v1 ServiceAccount", V1ServiceAccount.class,
            "apps/v1 Deployment", V1Deployment.class,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
            "batch/v1 Job", V1Job.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class);

    /** Those of the Prometheus operator. */
    private static final Map<String, Class<?>> MONITORING = Map.of(
            "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
            "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class);

    private Schemas() {
    }

    /** What is wrong with it; nothing if it is valid. */
    static List<String> faults(Manifest manifest) {
        String kind = manifest.textAt("/apiVersion") + " " + manifest.kind();
        Class<?> builtIn = BUILT_IN.get(kind);
        Class<?> monitoring = MONITORING.get(kind);
        if (builtIn != null) {
            return faultsOfBuiltIn(builtIn, manifest.json());
        }
        return monitoring != null ? faultsOfMonitoring(monitoring, manifest.json()) : Fields.faults(kind, manifest.json());
    }

    private static List<String> faultsOfBuiltIn(Class<?> model, JsonNode json) {
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, JsonParser.parseString(json.toString()));
            // the method looks at names only, reading also at types
            var _ = JSON.getGson().fromJson(json.toString(), model);
            return List.of();
        } catch (InvocationTargetException refused) {
            return List.of(String.valueOf(refused.getCause()));
        } catch (RuntimeException wrongType) {
            return List.of(wrongType.toString());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> faultsOfMonitoring(Class<?> model, JsonNode json) {
        try {
            List<String> unknown = new ArrayList<>();
            collectUnknown(model.getSimpleName(), JACKSON.treeToValue(json, model), unknown);
            return unknown;
        } catch (IOException wrongType) {
            return List.of(wrongType.toString());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The models keep what they do not know as additional properties. */
    private static void collectUnknown(String path, Object value, List<String> unknown) throws ReflectiveOperationException {
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                collectUnknown(path, element, unknown);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) getter.invoke(value)).keySet()
                            .forEach(name -> unknown.add(path + "." + name + " is not known"));
                } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
                    collectUnknown(path + "." + getter.getName().substring(3), getter.invoke(value), unknown);
                }
            }
        }
    }
}
