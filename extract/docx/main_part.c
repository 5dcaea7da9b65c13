#include "extract/docx/main_part.h"

#include <string.h>
#include <strings.h>

static const char *const main_types[] = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
};

/* Bits of a content type that names a main part of ours, else 0. */
static unsigned type_bits(const char *type) {
    for (size_t i = 0; type && i < sizeof main_types / sizeof *main_types; i++)
        if (strcasecmp(type, main_types[i]) == 0)
            return (unsigned)strlen(main_types[i]) * 8;
    return 0;
}

const char *docx_main_part(struct package *package, unsigned *bits) {
    static const char usual_folder[] = "/word/";
    const struct relationship *main = package_related(package, "/", "officeDocument");
    if (main && !main->external) {
        *bits = type_bits(package_content_type(package, main->target));
        if (*bits)
            return main->target;
        *bits = (unsigned)(sizeof usual_folder - 1) * 8;
        if (strncasecmp(main->target, usual_folder, sizeof usual_folder - 1) == 0 &&
            package_has(package, main->target))
            return main->target;
    }
    for (size_t i = 0; i < package_entry_count(package); i++) {
        const char *name = package_entry_name(package, i);
        *bits = type_bits(package_content_type(package, name));
        if (*bits)
            return name;
    }
    *bits = 0;
    return NULL;
}
