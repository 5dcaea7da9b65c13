# chitieu: `make help` lists the targets.
#
#   make            build/chitieu
#   make SAN=1      build/san/chitieu, with AddressSanitizer and UndefinedBehaviorSanitizer
#   make CC=clang   build/clang/chitieu
#
# Each variant has its own folder, so switching never rebuilds the other.

VERSION   = 0.1.0
PREFIX   ?= /usr/local
DESTDIR  ?=
SHARED   ?= ../shared
WERROR   ?= -Werror
OPTIMIZE ?= -O2

VARIANT := $(if $(findstring clang,$(notdir $(CC))),/clang)$(if $(SAN),/san)
B       := build$(VARIANT)

# --- Sources: every .c under these folders; the program is the library and one main ------------
STAGES  := core extract normalize load pipeline
SOURCES := $(sort $(wildcard $(foreach s,$(STAGES),$(s)/*.c $(s)/*/*.c $(s)/*/*/*.c)))
MAIN    := pipeline/main.c
LIBRARY := $(B)/libchitieu.a
OBJECTS := $(patsubst %.c,$(B)/obj/%.o,$(filter-out $(MAIN),$(SOURCES)))
UNITS   := $(patsubst tests/unit/%.c,$(B)/tests/%,$(sort $(wildcard tests/unit/test_*.c)))

# --- Flags ------------------------------------------------------------------------------------
# pkg-config is asked once, and only when something is compiled: `make deps` may have to install it.
PACKAGES    = libxml-2.0 libzip icu-uc icu-i18n libpcre2-8 libcyaml jansson sqlite3
PKG_CFLAGS  = $(eval PKG_CFLAGS := $$(patsubst -I%,-isystem %,$$(shell pkg-config --cflags $(PACKAGES))))$(PKG_CFLAGS)
PKG_LIBS    = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)) -lcsv -lm)$(PKG_LIBS)
TEST_LIBS   = $(eval TEST_LIBS := $$(shell pkg-config --libs cmocka))$(TEST_LIBS)

WARNINGS    = -Wall -Wextra -Wconversion -Wshadow $(WERROR)
ifdef SAN
SANITIZE    = -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all
endif
CHITIEU_CFLAGS = -std=c17 -D_GNU_SOURCE -I. $(WARNINGS) $(OPTIMIZE) -g $(SANITIZE) $(PKG_CFLAGS) $(CFLAGS)
CHITIEU_LDFLAGS = $(SANITIZE) $(LDFLAGS)

# Known to one file only, so that a changed prefix does not rebuild the rest.
$(B)/obj/pipeline/%.o: CHITIEU_CFLAGS += -DCHITIEU_VERSION='"$(VERSION)"' \
	-DCHITIEU_SHARE='"$(PREFIX)/share/chitieu"'

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all build units unit cli golden headers check check-gcc check-san check-clang \
	run deps bench bench-score corpus install clean format help

all: build
build: $(B)/chitieu

$(B)/chitieu: $(B)/obj/$(MAIN:.c=.o) $(LIBRARY)
	$(CC) $(CHITIEU_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CHITIEU_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CHITIEU_CFLAGS) -MMD -MP -MF $@.d $(CHITIEU_LDFLAGS) -o $@ $< $(LIBRARY) $(PKG_LIBS) $(TEST_LIBS)

-include $(OBJECTS:.o=.d) $(B)/obj/$(MAIN:.c=.d) $(addsuffix .d,$(UNITS))

# --- Tests ------------------------------------------------------------------------------------
units: $(UNITS)

unit: $(UNITS)
	@sh tests/units.sh $(UNITS)

clean:
	rm -rf build
