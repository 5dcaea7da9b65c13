/* sax: one pass over an XML document, libxml2's SAX2 onto a table of handlers. Where the bytes come
 * from is the caller's: it knows no packages (opc.h parses a part through it).
 *
 * No DTD, no entity expansion, no network. Elements are known by namespace and local name; the
 * strict namespaces of ISO/IEC 29500 are folded onto the transitional ones, and mc:AlternateContent
 * is resolved here (the first Choice whose Requires are all understood, else the Fallback), so that
 * readers never see it.
 *
 * A reader keeps its own state in `context`. `start` is called with the element and its attributes;
 * when it returns false the element's whole subtree is skipped (no start, end or text calls). Text
 * comes in pieces. Errors: XML_DAMAGED with line and column in the message, LIMIT_DEPTH, LIMIT_TEXT
 * (one tag or comment without end), NO_MEMORY, and what the read function gives; `place` is the
 * caller's.
 */
#ifndef CHITIEU_EXTRACT_PACKAGE_SAX_H
#define CHITIEU_EXTRACT_PACKAGE_SAX_H

#include "core/error.h"
#include "core/limits.h"

#include <stdbool.h>
#include <stddef.h>

/* Namespaces that readers distinguish; everything else is XML_OTHER. */
enum xml_namespace {
    XML_OTHER,
    XML_W,   /* WordprocessingML */
    XML_S,   /* SpreadsheetML */
    XML_R,   /* relationship ids in content */
    XML_A,   /* DrawingML main */
    XML_WP,  /* DrawingML word processing drawing */
    XML_WPS, /* word processing shape (2010) */
    XML_V,   /* VML */
    XML_O,   /* Office VML */
    XML_MC,  /* markup compatibility */
    XML_REL, /* package relationships */
    XML_CT,  /* content types */
    XML_CP,  /* core properties */
    XML_DC,  /* Dublin Core */
    XML_DCTERMS,
    XML_XML,  /* xml:space */
    XML_NONE, /* no namespace */
    XML_NAMESPACE_COUNT
};

struct xml_attribute {
    enum xml_namespace ns;
    const char *name;
    const char *value; /* NUL-terminated, only during the call */
};

struct xml_element {
    enum xml_namespace ns;
    const char *name;
    const struct xml_attribute *attributes;
    size_t attribute_count;
};

/* The value of an attribute, or NULL. An attribute written without prefix also answers to the
 * element's namespace. */
const char *xml_attribute(const struct xml_element *element, enum xml_namespace ns,
                          const char *name);

struct xml_handlers {
    bool (*start)(void *context, const struct xml_element *element);
    void (*end)(void *context, enum xml_namespace ns, const char *name); /* may be NULL */
    void (*text)(void *context, const char *text, size_t length);        /* may be NULL */
    /* Asked now and then; true stops the parse without an error of its own. May be NULL. */
    bool (*stopped)(void *context);
};

/* Gives up to `size` of the next bytes; 0 at the end; -1 with the error filled. */
typedef long xml_read(void *source, void *bytes, size_t size, struct error *error);

/* Parses what `read` gives; `place` names it in errors. true when it was read to its end or
 * `stopped`; damage after some content was delivered is still false, the caller decides whether to
 * keep what came. */
MUST_USE bool xml_parse(const char *place, xml_read *read, void *source,
                        const struct limits *limits, const struct xml_handlers *handlers,
                        void *context, struct error *error);

/* The same for bytes in memory. */
MUST_USE bool xml_parse_bytes(const char *place, const void *bytes, size_t length,
                              const struct limits *limits, const struct xml_handlers *handlers,
                              void *context, struct error *error);

#endif
