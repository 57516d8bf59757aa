set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)

# Results must be the same on every machine: no -march=native, no -ffast-math, no fused multiply-add.
add_compile_options(-ffp-contract=off)

find_program(PALPATE_CCACHE ccache)
if(PALPATE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${PALPATE_CCACHE}")
endif()

# No -Wnull-dereference: g++ 12 invents them in inlined library code; clang-tidy looks for the real ones.
# Designated initialisers leave out fields on purpose: every field has a default.
add_library(palpate_warnings INTERFACE)
target_compile_options(
    palpate_warnings
    INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
              -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wcast-align
              -Wformat=2 -Wimplicit-fallthrough -Wno-missing-field-initializers
              $<$<BOOL:${PALPATE_WARNINGS_AS_ERRORS}>:-Werror>)
add_library(palpate::warnings ALIAS palpate_warnings)

if(PALPATE_SANITIZE)
    add_compile_options(-fsanitize=${PALPATE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${PALPATE_SANITIZE})
    if(PALPATE_SANITIZE MATCHES "thread")
        # Boost.Asio's fences, which the thread sanitizer cannot follow; its queues are behind mutexes as well.
        add_compile_options(-Wno-tsan)
    endif()
endif()
