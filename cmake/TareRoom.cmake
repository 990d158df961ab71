# What most sources include, compiled once for all rooms and once for all tests. ./dev lint compiles without it, so
# that no file relies on it. So does g++ the rooms: it warns of more than there is where inlined functions come from
# there. With the flags, a compiler cache serves what includes these headers too.
file(WRITE "${CMAKE_BINARY_DIR}/generated/headers.cc" "")
add_compile_options("$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
add_library(tare_headers OBJECT "${CMAKE_BINARY_DIR}/generated/headers.cc")
target_precompile_headers(tare_headers PRIVATE <algorithm> <functional> <memory> <memory_resource> <optional> <string>
                                               <string_view> <utility> <vector>)
if(TARE_TESTS)
  add_library(tare_test_headers OBJECT "${CMAKE_BINARY_DIR}/generated/headers.cc")
  target_precompile_headers(tare_test_headers PRIVATE <gtest/gtest.h> <memory_resource> <string>)
  target_link_libraries(tare_test_headers PRIVATE GTest::gtest)
  # As programs are compiled.
  set_target_properties(tare_test_headers PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(tare_test_headers PRIVATE -fPIE)
endif()

# tare_room(NAME [USES other rooms...] [LIBRARIES ...]): one folder of src/ as the library tare_NAME.
#
# Sources are all *.cc of the folder; *_test.cc beside them become the test program NAME_test.
# USES names the rooms it may include from: only floors below (docs/architecture.md).
function(tare_room NAME)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cc" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")

  add_library(tare_${NAME} STATIC ${sources})
  set_target_properties(tare_${NAME} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(tare_${NAME} PUBLIC "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src"
                                                 "${CMAKE_BINARY_DIR}/generated")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_precompile_headers(tare_${NAME} REUSE_FROM tare_headers)
  endif()
  list(TRANSFORM ROOM_USES PREPEND tare_)
  target_link_libraries(tare_${NAME} PUBLIC ${ROOM_USES} ${ROOM_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY TARE_ROOMS tare_${NAME})

  if(TARE_TESTS AND tests)
    tare_test(${NAME}_test SOURCES ${tests} ROOMS ${NAME})
  endif()
endfunction()

# tare_test(NAME SOURCES ... ROOMS ...): a GoogleTest program, registered with ctest.
# Tests that need the corpus find it through TARE_CORPUS, or beside the checkout.
function(tare_test NAME)
  cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS" ${ARGN})
  add_executable(${NAME} ${TEST_SOURCES})
  list(TRANSFORM TEST_ROOMS PREPEND tare_)
  target_include_directories(${NAME} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(${NAME} PRIVATE ${TEST_ROOMS} tare_corpus GTest::gtest GTest::gtest_main Threads::Threads)
  target_precompile_headers(${NAME} REUSE_FROM tare_test_headers)
  target_compile_options(${NAME} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  add_test(NAME ${NAME} COMMAND ${NAME})
  set_tests_properties(${NAME} PROPERTIES TIMEOUT 600)
endfunction()
