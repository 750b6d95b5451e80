package com.wedsync.core.command;

/** Something to be done before the service reads its configuration; found by {@link java.util.ServiceLoader}. */
public interface Preparation {

    /** Does it; may set system properties that the configuration reads. */
    void prepare();
}
