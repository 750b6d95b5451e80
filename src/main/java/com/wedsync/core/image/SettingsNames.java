package com.wedsync.core.image;

import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.PropertyName;

/** Whether settings have names that somebody reads, asked for each of them at each start. */
final class SettingsNames {

    private SettingsNames() {
    }

    /**
     * Whether the next segment of {@code name} is {@code mapped}, as {@code PropertiesUtil.isMapped} says. That looks for the
     * end
     * of the segment first, for each of up to a hundred segments that it could be; most differ in their first character.
     */
    static boolean isMapped(NameIterator name, String mapped) {
        String whole = name.getName();
        int begin = name.getPosition() + 1;
        if (begin < whole.length() && !mapped.isEmpty() && differ(whole.charAt(begin), mapped.charAt(0))) {
            return false;
        }
        int end = name.getNextEnd();
        return PropertyName.equals(whole, begin, end == 0 ? whole.length() : end - begin, mapped, 0, mapped.length());
    }

    private static boolean differ(char one, char other) {
        return one != other && one != '*' && other != '*';
    }
}
