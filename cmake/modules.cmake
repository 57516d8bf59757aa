# palpate_add_module(<name> HEADERS ... SOURCES ... PUBLIC ... PRIVATE ...)
# One static library per module, alias palpate::<name>; its public headers lie in include/palpate/<name>/.
function(palpate_add_module name)
    cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;PUBLIC;PRIVATE" ${ARGN})
    add_library(palpate_${name} STATIC ${ARG_SOURCES})
    add_library(palpate::${name} ALIAS palpate_${name})
    set_target_properties(palpate_${name} PROPERTIES LINKER_LANGUAGE CXX)
    target_sources(
        palpate_${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${CMAKE_CURRENT_SOURCE_DIR}/include" FILES ${ARG_HEADERS})
    target_include_directories(palpate_${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
    target_link_libraries(palpate_${name} PUBLIC ${ARG_PUBLIC} PRIVATE palpate::warnings ${ARG_PRIVATE})
    set_target_properties(palpate_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# What the sanitizers check: `cmake --build <preset> --target unit_tests`. The programs are tested as processes, without.
if(PALPATE_BUILD_TESTS)
    add_custom_target(unit_tests)
endif()

# palpate_add_test(<name> LABEL <unit|golden|integration|gui> SOURCES ... LINK ... [TIMEOUT seconds])
function(palpate_add_test name)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    add_dependencies(unit_tests ${name})
    add_dependencies(${name} palpate-inspect)
    # A test's own code runs once: optimising it costs twice what it saves.
    target_compile_options(${name} PRIVATE -O0)
    target_link_libraries(${name} PRIVATE palpate::warnings palpate::test_support ${ARG_LINK} GTest::gmock GTest::gtest_main)
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                         PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()
