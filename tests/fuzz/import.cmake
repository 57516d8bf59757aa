# Fuzz targets of the text importers: include(import.cmake) in tests/fuzz/CMakeLists.txt.
foreach(subject matrix_text tekscan events_csv)
    add_executable(fuzz_${subject} "${CMAKE_CURRENT_LIST_DIR}/fuzz_${subject}.cpp")
    target_include_directories(fuzz_${subject} PRIVATE "${CMAKE_CURRENT_LIST_DIR}" "${PROJECT_SOURCE_DIR}/session/src")
    target_link_libraries(fuzz_${subject} PRIVATE palpate::warnings palpate::session)
    target_compile_options(fuzz_${subject} PRIVATE -fsanitize=fuzzer)
    target_link_options(fuzz_${subject} PRIVATE -fsanitize=fuzzer)
endforeach()
