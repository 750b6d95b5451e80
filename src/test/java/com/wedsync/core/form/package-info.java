@NullMarked
package com.wedsync.core.form;

import org.jspecify.annotations.NullMarked;
