#include "extract/sheet/numfmt_name.h"
#include "extract/sheet/numfmt.h"

#include <stddef.h>
#include <strings.h>

/* The id is that of the built-in format (ECMA-376-1 §18.8.30); 0 is General. How dates are ordered
 * and what money is called, the page leaves to the reader's computer. */
static const struct {
    const char *name;
    unsigned id;
    const char *code; /* where no id serves */
} names[] = {{"General", 0, NULL},
             {"General Number", 0, NULL},
             {"Fixed", 2, NULL},
             {"Standard", 4, NULL},
             {"Currency", 4, NULL},
             {"Euro Currency", 4, NULL},
             {"Percent", 10, NULL},
             {"Scientific", 11, NULL},
             {"Short Date", 14, NULL},
             {"Long Date", 14, NULL},
             {"Medium Date", 15, NULL},
             {"Medium Time", 18, NULL},
             {"Long Time", 19, NULL},
             {"Short Time", 20, NULL},
             {"General Date", 22, NULL},
             {"Yes/No", 0, "\"Yes\";\"Yes\";\"No\""},
             {"True/False", 0, "\"True\";\"True\";\"False\""},
             {"On/Off", 0, "\"On\";\"On\";\"Off\""}};

const char *numfmt_of_name(const char *name) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].id ? numfmt_builtin(names[i].id) : names[i].code;
    return name;
}
