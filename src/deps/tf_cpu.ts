/** tfjs's plain JavaScript backend: importing it registers the backend "cpu". */
import "npm:@tensorflow/tfjs-backend-cpu@4.22.0";
