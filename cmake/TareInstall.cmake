# The installed form: one static library made of all rooms, the public headers, the program, and the files by which
# CMake (find_package(tare)) and pkg-config find them.
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY TARE_ROOMS)
list(TRANSFORM rooms REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
add_library(tare_all STATIC ${objects})
add_library(tare::tare ALIAS tare_all)
set_target_properties(tare_all PROPERTIES OUTPUT_NAME tare EXPORT_NAME tare LINKER_LANGUAGE CXX)
target_compile_features(tare_all PUBLIC cxx_std_23)
target_include_directories(tare_all PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                                           "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
# By name, so that what is installed does not depend on how this build found them.
target_link_libraries(tare_all PUBLIC z zstd Threads::Threads)
if(TARGET tare_isal)
  target_link_libraries(tare_all PUBLIC isal)
  set(isal_flag " -lisal")
endif()

install(TARGETS tare_all EXPORT tare-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS tare RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/tare" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT tare-targets NAMESPACE tare:: DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tare")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/tare-config.cmake.in"
                              "${CMAKE_BINARY_DIR}/tare-config.cmake"
                              INSTALL_DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tare")
write_basic_package_version_file("${CMAKE_BINARY_DIR}/tare-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/tare-config.cmake" "${CMAKE_BINARY_DIR}/tare-config-version.cmake"
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/cmake/tare")

# Relative, as the prefix may be chosen when it is installed.
file(RELATIVE_PATH to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
configure_file("${PROJECT_SOURCE_DIR}/cmake/tare.pc.in" "${CMAKE_BINARY_DIR}/tare.pc" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/tare.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
