include(GNUInstallDirs)
install(TARGETS palpate RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS palpate-inspect RUNTIME DESTINATION libexec/palpate)
install(DIRECTORY catalog/ DESTINATION ${CMAKE_INSTALL_DATADIR}/palpate/catalog)
