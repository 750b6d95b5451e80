package com.wedsync.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;

class HttpMetersTest {

    @Test
    void a_meter_is_not_made_for_each_id_in_an_address_whose_resource_is_not_known() {
        assertThat(addressOf("/api/couples/019B0b02-0380-73df-a9fa-9469ea21dffb/changes"))
                .isEqualTo("/api/couples/{id}/changes");
        assertThat(addressOf("/api/couples/{couple}/changes")).isEqualTo("/api/couples/{couple}/changes");
    }

    private static String addressOf(String address) {
        Meter.Id id = new Meter.Id("http.server.requests", Tags.of("uri", address, "status", "503"), null, null,
                Meter.Type.TIMER);
        Meter.Id mapped = new HttpMeters().meters().map(id);
        assertThat(mapped.getTag("status")).isEqualTo("503");
        return String.valueOf(mapped.getTag("uri"));
    }
}
