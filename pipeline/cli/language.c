#include "pipeline/cli/language.h"

#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "chitieu"

static bool has_catalogue(const char *directory) {
    char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/vi/LC_MESSAGES/" DOMAIN ".mo", directory);
    return access(path, R_OK) == 0;
}

/* build/locale beside build/chitieu; one or two folders up for the other builds. */
static bool beside_program(char path[PATH_MAX]) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length > 0 ? length : 0] = '\0';
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(program, '/');
        if (!slash)
            return false;
        *slash = '\0';
        int written = snprintf(path, PATH_MAX, "%s/locale", program);
        if (written < PATH_MAX && has_catalogue(path))
            return true;
    }
    return false;
}

void language_start(void) {
    static const char installed[] = CHITIEU_LOCALE;
    char path[PATH_MAX];
    if (beside_program(path))
        bindtextdomain(DOMAIN, path);
    else
        bindtextdomain(DOMAIN, installed);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
}

enum language language_chosen(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return strncmp(value, "en", 2) == 0 ? LANGUAGE_ENGLISH : LANGUAGE_VIETNAMESE;
    }
    return LANGUAGE_VIETNAMESE;
}

/* gettext caches what it found until this count changes; changing it is the manual's way to change
 * the language of a running program ("Being a gettext grok"). */
extern int _nl_msg_cat_cntr;

/* gettext translates nothing in the locale C; C.UTF-8 is part of the C library's package. The
 * locale is set only for this call: otherwise the C library's own messages, which go into the
 * database, would change with the language. */
static const char *translate(const char *text) {
    locale_t ours = newlocale(LC_MESSAGES_MASK, "C.UTF-8", (locale_t)0);
    if (ours == (locale_t)0)
        return text;
    locale_t before = uselocale(ours);
    const char *translated = dgettext(DOMAIN, text);
    uselocale(before);
    freelocale(ours);
    return translated;
}

const char *language_text(enum language language, const char *text) {
    if (language == LANGUAGE_ENGLISH)
        return text;
    const char *asked = getenv("LANGUAGE");
    if (!asked || strcmp(asked, "vi") != 0) {
        setenv("LANGUAGE", "vi", 1);
        _nl_msg_cat_cntr++;
    }
    return translate(text);
}
