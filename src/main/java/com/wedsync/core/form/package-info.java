/** Forms of suppliers, what couples answer to them, and how answers become core fields. */
@NullMarked
package com.wedsync.core.form;

import org.jspecify.annotations.NullMarked;
