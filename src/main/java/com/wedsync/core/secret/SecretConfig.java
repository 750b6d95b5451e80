package com.wedsync.core.secret;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The keys that suppliers' secrets are encrypted with. Whoever has a key and a copy of the database can read them. */
@ConfigMapping(prefix = "wedsync.secrets")
interface SecretConfig {

    /** Keys by id, 32 characters or more each. A key is needed for as long as a secret is encrypted with it. */
    Map<String, String> keys();

    /** The id of the key that is encrypted with from now on. */
    Optional<String> current();
}
