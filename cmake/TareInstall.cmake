# The installed form: one static library, the public headers, the program, CMake package and pkg-config files.
