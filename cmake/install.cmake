include(GNUInstallDirs)
install(TARGETS palpate RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY catalog/ DESTINATION ${CMAKE_INSTALL_DATADIR}/palpate/catalog)
