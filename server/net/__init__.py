"""Small endpoints that let a browser judge its line before it joins."""
