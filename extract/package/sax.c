#include "extract/package/sax.h"
#include "core/buffer.h"
#include "extract/damage.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

/* Bytes inflated and parsed at a time: larger pieces gain nothing measurable. */
#define CHUNK_BYTES 65536
/* `stopped` is asked once in so many elements. */
#define STOP_INTERVAL 256
/* Alternate content nested deeper than this is refused: Word writes at most two. */
#define ALTERNATES_MAX 32
/* One tag, comment or CDATA section; pictures in VML attributes reach some hundred KB. The parser
 * looks through an unfinished one again with every piece, so this bounds time as well. */
#define TOKEN_BYTES_MAX ((size_t)8 << 20)
/* The parser compares each attribute with all before it; the widest tag that office programs write
 * has some 60. */
#define ATTRIBUTES_MAX 1000
/* Namespace URIs whose meaning is remembered by address: the parser keeps one copy of each. */
#define REMEMBERED 32

static const struct {
    const char *uri;
    enum xml_namespace ns;
} namespaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", XML_W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", XML_W},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XML_S},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", XML_S},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", XML_R},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", XML_R},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", XML_A},
    {"http://purl.oclc.org/ooxml/drawingml/main", XML_A},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", XML_WP},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", XML_WP},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", XML_WPS},
    {"urn:schemas-microsoft-com:vml", XML_V},
    {"urn:schemas-microsoft-com:office:office", XML_O},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", XML_MC},
    {"http://schemas.openxmlformats.org/package/2006/relationships", XML_REL},
    {"http://schemas.openxmlformats.org/package/2006/content-types", XML_CT},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", XML_CP},
    {"http://purl.org/dc/elements/1.1/", XML_DC},
    {"http://purl.org/dc/terms/", XML_DCTERMS},
    {"http://www.w3.org/XML/1998/namespace", XML_XML},
};

/* Extensions whose content a reader can take: a Choice that requires only these is the one shown
 * (ECMA-376-3 §7.6). Symbols by code (w16se) are not among them: their Fallback is the character
 * itself. */
static const char *const understood[] = {
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
    "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "http://schemas.microsoft.com/office/word/2018/wordml",
    "http://schemas.microsoft.com/office/word/2018/wordml/cex",
    "http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash",
    "http://schemas.microsoft.com/office/word/2023/wordml/word16du",
    "http://schemas.microsoft.com/office/drawing/2010/main",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac",
    "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main",
    "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac",
    "http://schemas.microsoft.com/office/spreadsheetml/2014/revision",
    "http://schemas.microsoft.com/office/spreadsheetml/2015/revision2",
    "http://schemas.microsoft.com/office/spreadsheetml/2016/revision3",
};

/* One open mc:AlternateContent. */
struct alternate {
    unsigned depth;
    bool chosen;
};

struct sax {
    const struct xml_handlers *handlers;
    void *context;
    const char *place;
    const struct limits *limits;
    struct error *error;
    xmlParserCtxtPtr parser;
    xmlStructuredErrorFunc outer_report; /* of the parse that this one stands in, or of nobody */
    void *outer_context;
    unsigned depth, elements;
    unsigned skip; /* depth of the element whose subtree is skipped, 0 when none is */
    bool stopped;
    struct alternate alternates[ALTERNATES_MAX];
    unsigned alternate_count;
    struct {
        const xmlChar *uri;
        enum xml_namespace ns;
    } remembered[REMEMBERED];
    unsigned remembered_count;
    struct xml_attribute *attributes;
    size_t attribute_capacity;
    struct buffer values; /* attribute values, NUL-terminated one after another */
};

static enum xml_namespace look_up(const xmlChar *uri) {
    for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++)
        if (strcmp(namespaces[i].uri, (const char *)uri) == 0)
            return namespaces[i].ns;
    return XML_OTHER;
}

static enum xml_namespace namespace_of(struct sax *sax, const xmlChar *uri) {
    if (!uri)
        return XML_NONE;
    for (unsigned i = 0; i < sax->remembered_count; i++)
        if (sax->remembered[i].uri == uri)
            return sax->remembered[i].ns;
    enum xml_namespace ns = look_up(uri);
    if (sax->remembered_count < REMEMBERED) {
        sax->remembered[sax->remembered_count].uri = uri;
        sax->remembered[sax->remembered_count++].ns = ns;
    }
    return ns;
}

static void stop(struct sax *sax) {
    sax->stopped = true;
    if (sax->parser) /* it may fail while it is made */
        xmlStopParser(sax->parser);
}

/* ---- attributes ---- */

static bool reserve_attributes(struct sax *sax, size_t count) {
    if (count <= sax->attribute_capacity)
        return true;
    size_t capacity = count * 2;
    struct xml_attribute *more = realloc(sax->attributes, capacity * sizeof *more);
    if (!more)
        return false;
    sax->attributes = more;
    sax->attribute_capacity = capacity;
    return true;
}

/* libxml2 gives five pointers an attribute: name, prefix, URI, value and its end. */
static bool take_attributes(struct sax *sax, int count, const xmlChar **raw) {
    buffer_clear(&sax->values);
    if (!reserve_attributes(sax, (size_t)count))
        return false;
    for (int i = 0; i < count; i++) {
        const xmlChar **five = raw + (size_t)i * 5;
        buffer_append(&sax->values, five[3], (size_t)(five[4] - five[3]));
        buffer_putc(&sax->values, '\0');
    }
    const char *value = buffer_text(&sax->values);
    for (int i = 0; i < count && !sax->values.failed; i++) {
        const xmlChar **five = raw + (size_t)i * 5;
        sax->attributes[i] = (struct xml_attribute){
            .ns = namespace_of(sax, five[2]), .name = (const char *)five[0], .value = value};
        value += five[4] - five[3] + 1;
    }
    return !sax->values.failed;
}

const char *xml_attribute(const struct xml_element *element, enum xml_namespace ns,
                          const char *name) {
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct xml_attribute *attribute = &element->attributes[i];
        bool here = attribute->ns == ns || (attribute->ns == XML_NONE && element->ns == ns);
        if (here && strcmp(attribute->name, name) == 0)
            return attribute->value;
    }
    return NULL;
}

/* ---- alternate content ---- */

static bool is_understood(const char *uri) {
    for (size_t i = 0; i < sizeof understood / sizeof understood[0]; i++)
        if (strcmp(understood[i], uri) == 0)
            return true;
    return look_up((const xmlChar *)uri) != XML_OTHER;
}

/* The URI bound to a prefix here, NULL when none is. */
static const char *uri_of_prefix(const struct sax *sax, const char *prefix, size_t length) {
    for (int i = sax->parser->nsNr - 2; i >= 0; i -= 2) {
        const char *bound = (const char *)sax->parser->nsTab[i];
        if (bound && strlen(bound) == length && strncmp(bound, prefix, length) == 0)
            return (const char *)sax->parser->nsTab[i + 1];
    }
    return NULL;
}

static bool requirements_met(const struct sax *sax, const char *prefixes) {
    if (!prefixes)
        return false;
    while (*prefixes) {
        size_t length = strcspn(prefixes, " \t\r\n");
        const char *uri = length ? uri_of_prefix(sax, prefixes, length) : NULL;
        if (length && (!uri || !is_understood(uri)))
            return false;
        prefixes += length + (prefixes[length] ? 1 : 0);
    }
    return true;
}

/* Whether the children of this element of the mc namespace are read. */
static bool enter_alternate(struct sax *sax, const struct xml_element *element) {
    if (strcmp(element->name, "AlternateContent") == 0) {
        if (sax->alternate_count == ALTERNATES_MAX) {
            error_set(sax->error, CODE_LIMIT_DEPTH, sax->place,
                      "Alternate content is nested more than %d deep.", ALTERNATES_MAX);
            stop(sax);
            return false;
        }
        sax->alternates[sax->alternate_count++] = (struct alternate){.depth = sax->depth};
        return true;
    }
    struct alternate *open =
        sax->alternate_count ? &sax->alternates[sax->alternate_count - 1] : NULL;
    if (!open || open->depth + 1 != sax->depth || open->chosen)
        return false;
    bool choice = strcmp(element->name, "Choice") == 0;
    if (!choice && strcmp(element->name, "Fallback") != 0)
        return false;
    open->chosen = !choice || requirements_met(sax, xml_attribute(element, XML_NONE, "Requires"));
    return open->chosen;
}

/* ---- callbacks ---- */

static void out_of_memory(struct sax *sax) {
    error_no_memory(sax->error, sax->place);
    stop(sax);
}

static bool too_deep(struct sax *sax) {
    if (sax->depth <= sax->limits->xml_depth)
        return false;
    error_set(sax->error, CODE_LIMIT_DEPTH, sax->place,
              "Elements are nested more than %zu deep (--max-xml-depth).", sax->limits->xml_depth);
    stop(sax);
    return true;
}

static void ask_stopped(struct sax *sax) {
    if (sax->handlers->stopped && sax->handlers->stopped(sax->context))
        stop(sax);
}

static bool too_many_attributes(struct sax *sax, size_t count) {
    if (count <= ATTRIBUTES_MAX)
        return false;
    error_set(sax->error, CODE_XML_DAMAGED, sax->place,
              "An element has more than %d attributes; no office program writes that.",
              ATTRIBUTES_MAX);
    stop(sax);
    return true;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **bound, int attribute_count, int defaulted,
                     const xmlChar **attributes) {
    struct sax *sax = data;
    (void)prefix, (void)namespace_count, (void)bound, (void)defaulted;
    sax->depth++;
    if (sax->stopped || too_deep(sax) || too_many_attributes(sax, (size_t)attribute_count))
        return;
    if (++sax->elements % STOP_INTERVAL == 0)
        ask_stopped(sax);
    /* A parser that was stopped has freed its input, where the attributes' values are. */
    if (sax->stopped || sax->skip)
        return;
    if (!take_attributes(sax, attribute_count, attributes)) {
        out_of_memory(sax);
        return;
    }
    struct xml_element element = {.ns = namespace_of(sax, uri),
                                  .name = (const char *)name,
                                  .attributes = sax->attributes,
                                  .attribute_count = (size_t)attribute_count};
    bool enter = element.ns == XML_MC ? enter_alternate(sax, &element)
                                      : sax->handlers->start(sax->context, &element);
    if (!enter)
        sax->skip = sax->depth;
}

static void leave_alternate(struct sax *sax) {
    if (sax->alternate_count && sax->alternates[sax->alternate_count - 1].depth == sax->depth)
        sax->alternate_count--;
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    struct sax *sax = data;
    (void)prefix;
    bool skipped = sax->skip != 0;
    enum xml_namespace ns = skipped ? XML_OTHER : namespace_of(sax, uri);
    if (sax->skip == sax->depth)
        sax->skip = 0;
    if (ns == XML_MC)
        leave_alternate(sax);
    else if (!skipped && !sax->stopped && sax->handlers->end)
        sax->handlers->end(sax->context, ns, (const char *)name);
    sax->depth--;
}

static void on_text(void *data, const xmlChar *text, int length) {
    struct sax *sax = data;
    if (!sax->skip && !sax->stopped && sax->handlers->text)
        sax->handlers->text(sax->context, (const char *)text, (size_t)length);
}

/* A document type is the door of entity bombs and external files; no office program writes one. */
static void on_document_type(void *data, const xmlChar *name, const xmlChar *id,
                             const xmlChar *uri) {
    struct sax *sax = data;
    (void)name, (void)id, (void)uri;
    error_set(sax->error, CODE_XML_DAMAGED, sax->place,
              "The part declares a document type; office files have none, so it is refused.");
    stop(sax);
}

static void on_error(void *data, xmlErrorPtr cause) {
    struct sax *sax = data;
    if (sax->stopped)
        return;
    /* A name that found no memory is none to libxml2 2.9, which complains of what it is then. */
    if (cause->code == XML_ERR_NO_MEMORY || memory_was_short()) {
        out_of_memory(sax);
        return;
    }
    if (cause->level != XML_ERR_FATAL)
        return;
    size_t length = cause->message ? strcspn(cause->message, "\n") : 0;
    error_set(sax->error, CODE_XML_DAMAGED, sax->place,
              "Line %d, column %d: %.*s. The part is damaged." DAMAGE_REMEDY, cause->line,
              cause->int2, (int)length, cause->message ? cause->message : "");
}

/* ---- parsing ---- */

static xmlSAXHandler callbacks(void) {
    return (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_document_type,
        .serror = (xmlStructuredErrorFunc)on_error,
    };
}

/* What libxml2 lacks memory for outside its parser it reports to the process. The parser must not
 * be stopped where a buffer of its own grows; feed() does. */
static void on_report(void *data, xmlErrorPtr cause) {
    struct sax *sax = data;
    if (!sax->stopped && cause->code == XML_ERR_NO_MEMORY)
        error_no_memory(sax->error, sax->place);
}

static void report_here(struct sax *sax) {
    sax->outer_report = xmlStructuredError;
    sax->outer_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(sax, (xmlStructuredErrorFunc)on_report);
}

static bool sax_open(struct sax *sax) {
    xmlSAXHandler handler = callbacks();
    report_here(sax);
    buffer_init(&sax->values, sax->limits->part_bytes);
    sax->parser = xmlCreatePushParserCtxt(&handler, sax, NULL, 0, NULL);
    if (!sax->parser)
        return error_no_memory(sax->error, sax->place);
    /* Depth and text have limits of our own (HUGE lifts libxml2's). NOENT resolves the five
     * built-in entities in attributes; others cannot be declared, since a document type is refused.
     */
    xmlCtxtUseOptions(sax->parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE);
    return true;
}

static void sax_close(struct sax *sax) {
    xmlSetStructuredErrorFunc(sax->outer_context, sax->outer_report);
    if (sax->parser) {
        xmlFreeDoc(sax->parser->myDoc);
        xmlFreeParserCtxt(sax->parser);
    }
    free(sax->attributes);
    buffer_free(&sax->values);
}

/* Looks at what the parser holds back: the beginning of a tag or comment whose end has not come. */
static void check_unfinished(struct sax *sax) {
    const xmlParserInput *input = sax->parser->input;
    size_t length = input ? (size_t)(input->end - input->cur) : 0;
    if (length <= CHUNK_BYTES)
        return;
    if (length > TOKEN_BYTES_MAX) {
        error_set(sax->error, CODE_LIMIT_TEXT, sax->place,
                  "One tag, comment or CDATA section has more than %zu bytes.", TOKEN_BYTES_MAX);
        stop(sax);
        return;
    }
    size_t values = 0;
    if (length > 1 && input->cur[0] == '<' && input->cur[1] != '!' && input->cur[1] != '?')
        for (const xmlChar *at = input->cur; at < input->end; at++)
            values += *at == '=' && memchr("\"' \t\r\n", at[1], 6);
    too_many_attributes(sax, values);
}

/* Feeds a piece; false when parsing is over. */
static bool feed(struct sax *sax, const char *bytes, size_t length, bool last) {
    if (sax->stopped || sax->error->code != CODE_NONE)
        return false;
    xmlParseChunk(sax->parser, bytes, (int)length, last);
    /* The second is what a piece gives that could not be copied (libxml2 2.9). */
    int failure = sax->parser->errNo;
    if (!sax->stopped && (failure == XML_ERR_NO_MEMORY || failure == XML_PARSER_EOF))
        out_of_memory(sax);
    if (!sax->stopped && !last) {
        check_unfinished(sax);
        ask_stopped(sax);
    }
    if (sax->error->code == CODE_NONE && !sax->stopped && last && !sax->parser->wellFormed)
        error_set(sax->error, CODE_XML_DAMAGED, sax->place,
                  "The part is not well-formed XML, so it is damaged." DAMAGE_REMEDY);
    return !sax->stopped && sax->error->code == CODE_NONE;
}

static bool feed_all(struct sax *sax, xml_read *read, void *source) {
    char *chunk = malloc(CHUNK_BYTES);
    if (!chunk)
        return error_no_memory(sax->error, sax->place);
    long got;
    bool more = true, any = false;
    while (more && (got = read(source, chunk, CHUNK_BYTES, sax->error)) > 0) {
        more = feed(sax, chunk, (size_t)got, false);
        any = true;
    }
    if (more && any && sax->error->code == CODE_NONE)
        feed(sax, NULL, 0, true);
    free(chunk);
    if (!any && sax->error->code == CODE_NONE)
        error_set(sax->error, CODE_XML_DAMAGED, sax->place,
                  "The part is empty, so it is damaged." DAMAGE_REMEDY);
    return sax->error->code == CODE_NONE;
}

bool xml_parse(const char *place, xml_read *read, void *source, const struct limits *limits,
               const struct xml_handlers *handlers, void *context, struct error *error) {
    struct sax sax = {
        .handlers = handlers, .context = context, .place = place, .limits = limits, .error = error};
    bool done = sax_open(&sax) && feed_all(&sax, read, source);
    sax_close(&sax);
    return done;
}

bool xml_parse_bytes(const char *place, const void *bytes, size_t length,
                     const struct limits *limits, const struct xml_handlers *handlers,
                     void *context, struct error *error) {
    struct sax sax = {
        .handlers = handlers, .context = context, .place = place, .limits = limits, .error = error};
    if (length == 0)
        return error_set(error, CODE_XML_DAMAGED, place,
                         "The part is empty, so it is damaged." DAMAGE_REMEDY);
    bool open = sax_open(&sax);
    const char *at = bytes;
    for (size_t left = length; open && left > 0;) {
        size_t piece = left < CHUNK_BYTES ? left : CHUNK_BYTES;
        if (!feed(&sax, at, piece, false))
            break;
        at += piece;
        left -= piece;
    }
    if (open)
        feed(&sax, NULL, 0, true);
    sax_close(&sax);
    return error->code == CODE_NONE;
}
