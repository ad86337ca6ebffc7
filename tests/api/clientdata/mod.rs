//! `clientdata/*`: what front ends keep.

mod load;
mod store;
