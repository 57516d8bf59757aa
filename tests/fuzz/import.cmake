# Fuzz targets of the session module: its importers of text, JSON and packed files, calibration, error band and technique files and the records of its journal.
target_compile_options(palpate_session PRIVATE -fsanitize=fuzzer-no-link)
foreach(subject IN ITEMS matrix_text tekscan xsensor emed pedar pliance sensor_layout footscan zebris named_tables json_recording packed_input
                      events_csv journal_record)
    palpate_add_fuzzer(fuzz_${subject} SOURCES fuzz_${subject}.cpp LINK palpate::session)
    # The readers are private to the module.
    target_include_directories(fuzz_${subject} PRIVATE ${PROJECT_SOURCE_DIR}/session/src)
endforeach()
foreach(subject IN ITEMS calibration_file error_band_file technique_file)
    palpate_add_fuzzer(fuzz_${subject} SOURCES fuzz_${subject}.cpp LINK palpate::session)
endforeach()
target_link_libraries(fuzz_json_recording PRIVATE nlohmann_json::nlohmann_json)
